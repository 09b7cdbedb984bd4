/**
 * To be imported before anything that uses files: Node.js looks up names of hosts with the same threads that wait for disks, four unless it is
 * told otherwise when the first of them is needed. With more of them, some disks may hang, and calls find their agents all the same.
 */
process.env.UV_THREADPOOL_SIZE ??= '16';
