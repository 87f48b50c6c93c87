import { db, transaction } from '@/lib/db/client'

/** A studio as an import leaves it: no example of this dataset, the only one, has its search row yet. */
export async function leaveSearchDue(datasetId: string): Promise<void> {
  const rows = await db().example.findMany({ where: { datasetId }, select: { id: true } })
  await transaction(async (tx) => {
    await tx.$executeRaw`DELETE FROM "ExampleSearch"`
    await tx.searchDue.createMany({ data: rows.map(({ id }) => ({ exampleId: id, datasetId })) })
  })
}

export async function countSearchRows(): Promise<number> {
  const [row] = await db().$queryRawUnsafe<{ n: bigint }[]>('SELECT count(*) AS n FROM "ExampleSearch"')
  return Number(row?.n)
}
