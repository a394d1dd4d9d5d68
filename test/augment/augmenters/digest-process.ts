import { digestOf } from './digest.ts';

process.stdout.write(`${await digestOf()}\n`);
