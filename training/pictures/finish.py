"""Finishes a run on its encoder as it is:  python -m training.pictures.finish --run runs/pictures

- train.py's answer has one output for each pair of a colour and a shape, and can never name a pair that it was not trained on.
  This one adds the logits of a colour and of a shape.
- The decoder is trained on with the words for how two things lie counting more: by then they are all it still gets wrong.

Writes finished.pt into the run.
"""
import argparse
import time
from pathlib import Path

import torch
import torch.nn.functional as F

from training.pictures.model import Answer
from training.pictures.train import batch_of, make_models
from training.pictures.vocabulary import START, build

RELATIONS = ["left", "above", "below"]


def seen(encoder, tokenizer, pictures):
    """States of pictures that were not trained on, [pictures, 65, width] in half precision, with their answers and captions."""
    states, answers, captions = [], [], []
    with torch.no_grad():
        for seed in range(pictures // 64):
            pixels, answer, ids = batch_of(20_000_000 + seed, 64, tokenizer)
            states.append(encoder(pixels).half())
            answers.append(answer)
            captions.append(F.pad(ids, (0, 11 - ids.shape[1])))
    return torch.cat(states), torch.cat(answers), torch.cat(captions)


def train(module, loss_of, count, steps, batch, rate):
    optimiser = torch.optim.AdamW(module.parameters(), lr=rate, weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, steps + 1, pct_start=0.1)
    started = time.time()
    for step in range(1, steps + 1):
        loss = loss_of(torch.randint(count, (batch,)))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 250 == 0:
            print(step, round(loss.item(), 4), round(time.time() - started), "s", flush=True)
    return module.state_dict()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--pictures", type=int, default=19200)
    parser.add_argument("--steps", type=int, default=3000)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    tokenizer = build()
    models = make_models(tokenizer)
    models.load_state_dict(torch.load(options.run / "checkpoint.pt")["models"])
    states, answers, captions = seen(models["classifier"].encoder.eval(), tokenizer, options.pictures)
    answer, decoder = Answer(states.shape[2]), models["decoder"]
    weights = torch.ones(tokenizer.get_vocab_size())
    weights[[tokenizer.token_to_id(word) for word in RELATIONS]] = 3.0

    def answer_loss(chosen):
        return F.cross_entropy(answer(states[chosen, 0].float()), answers[chosen])

    def caption_loss(chosen):
        ids = captions[chosen]
        logits, _ = decoder(torch.cat([torch.full((len(ids), 1), START), ids[:, :-1]], 1), states[chosen].float())
        return F.cross_entropy(logits.flatten(0, 1), ids.flatten(), weight=weights, ignore_index=0)

    finished = {"answer": train(answer, answer_loss, len(states), 1500, 512, 1e-2),
                "decoder": train(decoder, caption_loss, len(states), options.steps, 64, 1e-3)}
    torch.save(finished | {"steps": options.steps}, options.run / "finished.pt")


if __name__ == "__main__":
    main()
