"""`python -m wuye_docs`: the same as the command `wuye`."""

from wuye_docs.cli.main import main

if __name__ == "__main__":
    main()
