"""`python -m casebook`: the same door as the `casebook` command, for machines where Scripts/ is not on PATH."""

from casebook.cli import main

if __name__ == "__main__":
    main()
