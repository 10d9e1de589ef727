"""Acts of the tests' base, and the day on which they are looked at."""

TODAY = "2026-01-15"
REGULATION = "postanovlenie-pravitelstv-primern-oblast-2024-03-01-201-mp"
HOSTILE = "postanovlenie-pravitelstv-primern-oblast-2025-02-02-666-mp"
HOMESCHOOL = "postanovlenie-pravitelstv-primern-oblast-2025-01-20-285-mp"
