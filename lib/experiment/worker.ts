import { loadBackend } from '../runtime/node.ts';
import { serveTasks } from '../tuning/node.ts';
import { createTrialHandler } from './trial-handler.ts';

// The module that worker processes run: it loads TensorFlow when the first task comes.
serveTasks(createTrialHandler(loadBackend));
