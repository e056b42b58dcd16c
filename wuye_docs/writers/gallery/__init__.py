"""A page that shows every flow's chart with its measures, for whoever improves flows or their drawing."""
