"""The points in the order in which they were written down."""
POINTS = {}


def point(check):
    """A function of a book that yields (sheet or part, cell, what is wrong)."""
    assert check.__name__ not in POINTS and check.__doc__
    POINTS[check.__name__] = check
    return check
