import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import chromiumPackage from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';
import { extract } from 'tar-stream';

/** No `--disable-web-security` among them, unlike the package's own list: security tests must mean something. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** Starts the headless Chromium that ships inside an npm package: no system package, no download of its own. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await chromiumPackage.executablePath();
  const libraries = await systemLibraries();
  const env = { ...process.env } as Record<string, string>;
  env['LD_LIBRARY_PATH'] = [libraries, env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return chromium.launch({ executablePath, headless: true, args: ARGUMENTS, env });
}

/**
 * NSS and NSPR, the only system libraries Chromium wants here, out of the package's own archive. They are unpacked to a
 * folder named by the archive's content and renamed into place, so that two test runs at once do not meet.
 */
async function systemLibraries(): Promise<string> {
  const { resolve } = createRequire(path.join(import.meta.dirname, 'launch.ts'));
  const entry = path.dirname(resolve('@sparticuz/chromium'));
  const archive = fs.readFileSync(path.resolve(entry, '../../bin/al2023.tar.br'));
  const key = createHash('sha256').update(archive).digest('hex').slice(0, 16);
  const target = path.join(os.tmpdir(), `sentilab-chromium-libraries-${key}`);
  if (!fs.existsSync(target)) {
    const temporary = fs.mkdtempSync(`${target}-`);
    const tar = extract();
    tar.end(zlib.brotliDecompressSync(archive));
    for await (const file of tar) {
      if (file.header.type !== 'file') {
        file.resume();
        continue;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of file) chunks.push(chunk as Buffer);
      fs.writeFileSync(path.join(temporary, path.basename(file.header.name)), Buffer.concat(chunks));
    }
    try {
      fs.renameSync(temporary, target);
    } catch {
      fs.rmSync(temporary, { recursive: true, force: true }); // another process was first
    }
  }
  return target;
}
