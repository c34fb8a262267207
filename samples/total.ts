interface Item {
  name: string
  price: number
}

function total(items: Item[]) {
  let sum = 0;
  for (const item of items) {
    sum += item.price;
  }
  return sum;
}

function average(items: Item[]) {
  if (items.length === 0) return 0;
  return total(items) / items.length;
}

export { average, total }
