"""The edge towards people at a terminal: the command mingzhang.

Arguments go in. A command is a module that gives an answer (text, exit code, files); `main`
alone reads clock and environment, writes files and prints.
"""
