"""``kb`` as a process of its own."""

import sys

KB = [sys.executable, "-c", "import sys; from kb.cli import main; main(sys.argv[1:])"]
"""What stands before the command's arguments."""
