// Linked into tfjs-node's binding. oneDNN's matrix kernels keep the stack pointer in their workspace; a signal handler
// that runs on such a thread writes over it and damages the heap ("corrupted size vs. prev_size"). So the thread that
// loads the binding, and all that it starts, take no signals. Node's own threads take them, and libuv hands them on: a
// JavaScript handler still runs. Faults of the program itself stay deliverable.
#include <pthread.h>
#include <signal.h>

__attribute__((constructor)) static void block_signals() {
  sigset_t signals;
  sigfillset(&signals);
  const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
  for (int fault : faults) sigdelset(&signals, fault);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}
