function total(items) {
  let sum = 0;
  for (const item of items) {
    sum += item.price;
  }
  return sum;
}

function average(items) {
  if (items.length === 0) return 0;
  return total(items) / items.length;
}
