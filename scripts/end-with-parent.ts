// Preloaded into a child process with an IPC channel: when its parent is gone, even killed, the child stops in order.
if (process.connected) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
}
