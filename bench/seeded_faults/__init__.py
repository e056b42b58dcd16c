"""Plant one fault at a time in a manual that is clean, check it, and count what is found.

`python -m bench seeded-faults` does it with the shipped manual, in memory. A fault is *right* if a finding of one of its
kind's codes stands at a line that the kind names; *elsewhere* if there are findings, but none such; *missed* if there is
none. Places are drawn at random from all that a kind knows, by a seed, so that a run can be repeated.

To add a kind: a function in `kinds/<subject>.py` that yields a `Fault` for every place of a manual where it can be
planted (`clean.py` knows the places), its line with the codes in `KINDS` of that file. Places where the text would stay
right after the edit are not faults, and are passed over by the function.
"""
