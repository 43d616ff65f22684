"""Throwaway servers for tests, all of them or some, in a folder and on ports of their own."""

from .serverset import ServerSet

__all__ = ["ServerSet"]
