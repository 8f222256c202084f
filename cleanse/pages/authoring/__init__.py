"""What rule authors use: drafts of rule files, and skeletons of pages."""
