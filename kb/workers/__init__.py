"""Work in other processes, under limits: there a file may hang, swell or bring the process down, and this one goes on.

processes  how a process starts, and how it ends with the one that started it
limits     seconds and memory that a file may take
worker     a process that is asked file by file, replaced when it hangs or dies
parser     somebody's files parsed by one
"""

from kb.workers.parser import Parser
from kb.workers.processes import clean_context, cores, start
from kb.workers.worker import Unfinished, Worker

__all__ = ["Parser", "Unfinished", "Worker", "clean_context", "cores", "start"]
