import { openWorker } from './redis-world.ts';

// A worker that its test kills.
await openWorker({ url: process.argv[2] ?? '', jobs: 2 });
