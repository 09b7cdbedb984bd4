import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './patientRegex';

/**
 * Imported before `n8n-core`: it reads its settings from the environment and writes its instance settings into the
 * user folder, which must not be the one of whoever runs the tests.
 */
export const n8nFolder = mkdtempSync(join(tmpdir(), 'engine-test-'));
process.env.N8N_USER_FOLDER = n8nFolder;
process.env.N8N_LOG_LEVEL = 'silent';
process.env.N8N_ENCRYPTION_KEY = 'engine-test-encryption-key';

afterAll(() => rmSync(n8nFolder, { recursive: true, force: true }));
