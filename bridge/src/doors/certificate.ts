import { readFileSync, statSync } from 'node:fs';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { BridgeConfigError } from '../config/config';

/** How often (ms) the files are looked at; certificates are renewed days before they end. */
const LOOK_EVERY_MS = 10_000;

/** Where a certificate with its chain, and its key, are: both PEM. */
export interface CertificateFiles {
	certificateFile: string;
	keyFile: string;
}

/** What TLS needs of a certificate. Older versions than 1.2 are never spoken. */
export type Certificate = Pick<SecureContextOptions, 'cert' | 'key' | 'minVersion'>;

/**
 * Reads a certificate and its key.
 * @throws BridgeConfigError in one sentence, without any of the content, when one of the files cannot be read or they do not belong together
 */
export function readCertificate({ certificateFile, keyFile }: CertificateFiles): Certificate {
	const certificate: Certificate = {
		cert: readPem(certificateFile, 'BRIDGE_TLS_CERT'),
		key: readPem(keyFile, 'BRIDGE_TLS_KEY'),
		minVersion: 'TLSv1.2',
	};
	try {
		createSecureContext(certificate);
	} catch {
		throw new BridgeConfigError(
			'BRIDGE_TLS_CERT and BRIDGE_TLS_KEY must be PEM files, and the key that of the certificate.',
		);
	}
	return certificate;
}

/** Calls back on SIGHUP, and when one of the files has changed. @returns ends that */
export function watchCertificate(files: CertificateFiles, changed: () => void): () => void {
	let known = stateOf(files);
	const timer = setInterval(() => {
		const state = stateOf(files);
		if (state === known) return;
		known = state;
		changed();
	}, LOOK_EVERY_MS);
	timer.unref();
	process.on('SIGHUP', changed);
	return () => {
		clearInterval(timer);
		process.off('SIGHUP', changed);
	};
}

function readPem(file: string, variable: string): Buffer {
	try {
		return readFileSync(file);
	} catch {
		throw new BridgeConfigError(
			`${variable} must be the path of a PEM file that the bridge may read.`,
		);
	}
}

/** Other when a file is another, also behind a link that was changed: Kubernetes replaces secrets that way. */
function stateOf({ certificateFile, keyFile }: CertificateFiles): string {
	return [certificateFile, keyFile].map(stampOf).join(' ');
}

function stampOf(file: string): string {
	const stats = statSync(file, { throwIfNoEntry: false });
	return stats ? `${stats.ino}:${stats.size}:${stats.mtimeMs}` : 'none';
}
