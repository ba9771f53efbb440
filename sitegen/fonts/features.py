"""Which layout features a font is asked for when nobody asks for any."""

#: What is on by itself in a horizontal line of a script whose letters do not join (CSS Fonts Level 4, section 7.1,
#: OpenType's list of features).
HORIZONTAL = ("calt", "ccmp", "clig", "kern", "liga", "locl", "mark", "mkmk", "rclt", "rlig", "rvrn")
