"""A report in a stranger's words → proposals for records, each with the section it stands in. Nothing here touches a disk."""
