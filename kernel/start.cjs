'use strict';
// The file the kernel spec names: node kernel/start.cjs CONNECTION_FILE
require('./load-typescript.cjs').installTypeScriptLoader();
require('./main.ts').main(process.argv[2]);
