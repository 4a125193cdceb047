"""The pages below plans/<plan>/: overview, actions, projects, snapshots, control, past states.

An account and a viewer go in, pages come out.
"""
