import { journalStudy, runTrial } from './study.ts';

/** Finishes trial 0 of the journal it is given and is killed in the middle of trial 1, with the journal's lock. */
const study = journalStudy(process.argv[2] ?? '');
for (const last of [0, 1])
  runTrial(study, (number) => {
    if (number === last && last === 1) process.kill(process.pid, 'SIGKILL');
  });
