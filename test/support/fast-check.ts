import fc from 'fast-check';

// Loaded before all tests (.mocharc): the same commit gives the same answer. Another seed looks elsewhere:
// SENTILAB_FUZZ_SEED=random npm test, or a number that an earlier failure printed.
const wish = process.env['SENTILAB_FUZZ_SEED'] ?? '20261123';
if (wish !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wish) });
