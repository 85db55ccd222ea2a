import { z } from 'zod';

// zod otherwise probes `new Function` at its first parse, which the page's content security policy reports as a
// violation. Imported before anything that could parse.
z.config({ jitless: true });
