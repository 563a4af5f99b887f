package dev.understudy.targets.fence;

import java.net.InetAddress;

/**
 * What may be reached in spite of a fence.
 *
 * @param address of a machine
 * @param port of TCP there
 */
public record Opening(InetAddress address, int port) {}
