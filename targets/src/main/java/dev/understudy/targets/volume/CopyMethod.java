package dev.understudy.targets.volume;

/** How volumes are copied. */
public enum CopyMethod {
    /** Shared extents on XFS or btrfs: constant time, whatever the size. */
    REFLINK,
    /** Byte by byte, where the file system cannot share: time and room grow with the data. */
    PLAIN
}
