// `npm run format`: rewrites the files in the project's format.
import { runPackage } from './lib/run.mjs';

const result = await runPackage('@biomejs/biome/bin/biome', ['format', '--write', '.']);
process.exit(result.code);
