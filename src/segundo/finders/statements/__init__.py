"""Statements: who said what, in which form, with which act."""

from segundo.finders.statements.find import find_statements

__all__ = ["find_statements"]
