// Writes the software bill of materials of the frontend to target/sbom/frontend.cdx.json (CycloneDX). The packages are
// those of package-lock.json; advisories.json states for each advisory why it does not apply. No network is used, and
// the output is reproducible.
import { execSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const read = (name) => JSON.parse(readFileSync(path.join(root, name), 'utf8'));

const sbom = JSON.parse(
  execSync('npm sbom --package-lock-only --sbom-format cyclonedx', { cwd: root, maxBuffer: 1 << 26 }),
);
delete sbom.serialNumber;
delete sbom.metadata.timestamp;
sbom.metadata.component.name = read('package.json').name; // npm uses the name of the folder

sbom.vulnerabilities = read('advisories.json').map((advisory) => {
  const affected = sbom.components.filter(
    ({ group, name }) => (group ? `${group}/${name}` : name) === advisory.package,
  );
  if (affected.length === 0)
    throw new Error(`${advisory.id} is about ${advisory.package}, which is not a package any more`);
  return {
    id: advisory.id,
    source: { name: 'NVD', url: `https://nvd.nist.gov/vuln/detail/${advisory.id}` },
    description: `Needs ${advisory.needs}.`,
    analysis: { state: 'not_affected', justification: advisory.justification, detail: advisory.detail },
    affects: affected.map((component) => ({ ref: component['bom-ref'] })),
  };
});

const folder = path.join(root, 'target/sbom');
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'frontend.cdx.json'), `${JSON.stringify(sbom, null, 2)}\n`);
