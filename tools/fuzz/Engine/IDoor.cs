using System.Collections.Generic;

namespace McoaRouter.Fuzz.Engine;

/// <summary>
/// A way by which octets of others come in: the machine behind it, the inputs to begin with, and its oracles.
/// </summary>
public interface IDoor
{
    /// <summary>Its name: a word, the name of its folder in the corpus.</summary>
    string Name { get; }

    /// <summary>What comes in by it, for people.</summary>
    string Summary { get; }

    /// <summary>How an input is laid out.</summary>
    InputForm Form { get; }

    /// <summary>What kinds of step it knows, from 0; of no use to a text.</summary>
    int Kinds { get; }

    /// <summary>Octets that mean something to it: constants of protocols, words.</summary>
    IReadOnlyList<byte[]> Dictionary { get; }

    /// <summary>Good inputs, made by our own writers.</summary>
    IEnumerable<byte[]> Seeds();

    /// <summary>
    /// Makes what was mutated whole again (lengths, checksums, authenticators, brackets), so that it is not refused at the
    /// first check.
    /// </summary>
    /// <param name="kind">The kind of the step, 0 for a text.</param>
    /// <param name="data">The step's octets, or the text's; they are the caller's and stay as they are.</param>
    byte[] Repair(int kind, byte[] data);

    /// <summary>
    /// Makes the machine anew, gives it an input, and holds it to what it promises after every step.
    /// </summary>
    /// <exception cref="BrokenPromiseException">It does not keep a promise.</exception>
    void Run(byte[] input);

    /// <summary>After <see cref="Run"/>: whether the machine still does its work for those who mean well.</summary>
    /// <exception cref="BrokenPromiseException">It does not.</exception>
    void Probe();
}
