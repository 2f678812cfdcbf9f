// npm run test:install: installs the editors that tests run in, so that none of them waits for a download.
import { installServers } from './server';

void installServers();
