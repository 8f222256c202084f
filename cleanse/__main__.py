"""`python -m cleanse` is `cleanse`."""

from cleanse.cli import main

if __name__ == "__main__":
    main(prog_name="cleanse")
