import { download } from 'sentilab/data/node';
import { SentilabError } from 'sentilab/errors';

/** One download as a process of its own, to be killed: `tsx bin/drill/download-process.ts FILE SIZE SHA256 URL…`. */
const [file = '', size = '', sha256 = '', ...urls] = process.argv.slice(2);

try {
  await download(
    { file, size: Number(size), sha256, urls, retries: 0 },
    { log: (line) => console.error(line) },
  );
} catch (error) {
  console.error(error instanceof SentilabError ? error.message : error);
  process.exitCode = 1;
}
