from cleanse.adapters.nemo_curator import CleanseModifier

modify = CleanseModifier().modify_document
rows = [{"text": "The ferry was late.\n\nAdvertisement", "url": "https://www.independent.co.uk/news/ferry"}]
print([modify(**row) for row in rows])  # as the stage calls it
