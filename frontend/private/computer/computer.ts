import { defineResource } from '../resource/define-resource';

export const computer = defineResource({
  name: 'computer',
  path: 'computers',
  singular: 'computer',
  plural: 'computers',
  title: 'processor',
  fields: {
    processor: { kind: 'text', label: 'Processor', help: 'As printed on the chip or shown by the system.' },
    ram: { kind: 'quantity', dimension: 'memory', label: 'RAM', help: 'Number and unit, for example 512 MB or 64 GB.' },
    power: {
      kind: 'quantity',
      dimension: 'power',
      label: 'Power',
      help: 'Number and unit, for example 100 W. Use the maximum from the data sheet.',
    },
  },
});
