"""The pages of what turns up in several plans: topics, departments, places, measures.

The catalog of all plans and a viewer go in, pages come out.
"""
