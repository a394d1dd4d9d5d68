'use strict';
require('../../../kernel/load-typescript.cjs').installTypeScriptLoader();
require('./check-lib-types.ts');
