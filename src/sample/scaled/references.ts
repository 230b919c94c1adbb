import type { OwnerRecord, Reference } from '../../model/evidence.ts'
import {
  addressOf,
  applicationOf,
  nameOf,
  randomFor,
  roleOf,
  type ScaledShape,
  stewardshipOf,
  subnetOf,
} from './shape.ts'

/**
 * What the evidence of a generated estate would name: for each machine a forward and a reverse record and a monitoring
 * target, for many a firewall rule, for web servers a balancer member, for some a forgotten literal; for each network a
 * rule about its subnet. Memory stays flat.
 */
export function* scaledReferences(shape: ScaledShape): Generator<Reference> {
  for (let vm = 0; vm < shape.vms; vm++) yield* machineReferences(shape, vm)
  for (let network = 0; network < shape.networks; network++) {
    const subnet = subnetOf(network)
    const device = `fw-${1 + (network % 8)}`
    yield {
      kind: 'firewall-rule',
      device,
      file: `firewall/${device}.set`,
      line: 100 + network,
      text: `set rulebase security rules net-${network}-to-shared source ${subnet}`,
      matched: subnet,
      strength: 'subnet',
      role: 'source',
      name: `net-${network}-to-shared`,
      ownerHint: 'Network Security',
      ownerHintBasis: 'description',
      action: 'allow',
    }
  }
}

function* machineReferences(shape: ScaledShape, vm: number): Generator<Reference> {
  const random = randomFor(shape, 6, vm)
  const address = addressOf(vm)
  const name = nameOf(shape, vm)
  const host = `${name}.scaled.example`
  const { index, size } = applicationOf(shape, vm)
  const { team, known } = stewardshipOf(shape, index)
  const [, , third, fourth] = address.split('.')
  const dns = {
    kind: 'dns-record',
    line: vm + 20,
    matched: address,
    strength: 'exact',
    role: 'target',
    ownerHint: 'Network Services',
    ownerHintBasis: 'file-head',
    ttlSeconds: 3600,
  } as const
  yield {
    ...dns,
    device: 'scaled.example',
    file: 'dns/scaled.example.zone',
    text: `${name} 3600 IN A ${address}`,
    host,
  }
  const zone = `${address.split('.')[1]}.10.in-addr.arpa`
  yield {
    ...dns,
    device: zone,
    file: `dns/${zone}.zone`,
    text: `${fourth}.${third} IN PTR ${host}.`,
    leadsTo: host,
  }
  yield {
    kind: 'monitor-target',
    device: 'monitoring/targets.yml',
    file: 'monitoring/targets.yml',
    line: vm + 3,
    text: `    - ${address}:9100`,
    matched: address,
    strength: 'exact',
    role: 'target',
    ...(known ? { ownerHint: team, ownerHintBasis: 'label' as const } : {}),
  }
  const role = roleOf(shape, vm)
  if (role === 'db' || random() < 0.4) {
    const device = `fw-${1 + (index % 8)}`
    yield {
      kind: 'firewall-rule',
      device,
      file: `firewall/${device}.set`,
      line: 10_000 + vm,
      text: `set rulebase security rules app-${index}-${role} destination ${address}`,
      matched: address,
      strength: 'exact',
      role: 'destination',
      name: `app-${index}-${role}`,
      service: role === 'db' ? 'tcp/1521' : 'tcp/443',
      action: 'allow',
      ownerHint: 'Network Security',
      ownerHintBasis: 'tag',
    }
  }
  if (role === 'web' && size > 2) {
    yield {
      kind: 'balancer-member',
      device: `lb-${1 + (index % 4)}`,
      file: `balancer/lb-${1 + (index % 4)}.cfg`,
      line: vm + 50,
      text: `    server ${name} ${address}:443 check`,
      matched: address,
      strength: 'exact',
      role: 'member',
      name: `be_${index}`,
    }
  }
  if (random() < 0.15) {
    const file = `config/application-${index}/settings.properties`
    yield {
      kind: 'config-literal',
      device: file,
      file,
      line: 1 + (vm % 40),
      text: `upstream.host=${address}`,
      matched: address,
      strength: 'exact',
      role: 'literal',
    }
  }
}

/** Owner records as a CMDB would give them: 85 of 100 applications have one. */
export function* scaledOwners(shape: ScaledShape): Generator<OwnerRecord> {
  for (let vm = 0; vm < shape.vms; vm++) {
    const { known, team, application } = stewardshipOf(shape, applicationOf(shape, vm).index)
    if (!known) continue
    yield {
      subject: nameOf(shape, vm),
      team,
      basis: 'cmdb',
      file: 'cmdb/servers.csv',
      line: vm + 2,
      application,
    }
  }
}
