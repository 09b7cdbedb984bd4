import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CERTIFICATE, PRIVATE_KEY } from './certificate';

/** The certificate and its key as files, under the names of the settings; `remove` them. */
export function certificateFiles() {
	const folder = mkdtempSync(join(tmpdir(), 'bridge-tls-'));
	const tlsCertificateFile = join(folder, 'certificate.pem');
	const tlsKeyFile = join(folder, 'key.pem');
	writeFileSync(tlsCertificateFile, CERTIFICATE);
	writeFileSync(tlsKeyFile, PRIVATE_KEY);
	return {
		files: { tlsCertificateFile, tlsKeyFile },
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}
