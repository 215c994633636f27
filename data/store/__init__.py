"""DuckDB storage: the confidential workbench, the releases, and the pointer to the current one."""
