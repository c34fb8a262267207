interface Basket {
  readonly apples: number
  readonly oranges: number
}

function priceOf(basket: Basket): number {
  return basket.apples * 3 + basket.oranges * 4
}

console.log(priceOf({ apples: 2, oranges: 5 }))
