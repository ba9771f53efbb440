"""How fast sitegen is beside other generators: a corpus, a project for each of them, rounds, and a report.

    python -m benchmarks --stories 250

Needs nothing but the standard library, sitegen and pip; what it compares with it installs into `.peers/`.
"""
