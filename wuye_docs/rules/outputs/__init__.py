"""Rules about what a build wrote: the site, the Word files, the PDFs. `project/built_files` looks for their faults."""
