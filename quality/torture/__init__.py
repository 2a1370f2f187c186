"""`./run torture`: attacks a site of its own with what hostile people, full disks and dying processes do to one."""
