// The circuit whose block follows use (CircuitKinetics), over a scenario: its blocks and the glutamate behind them at any
// moments in order.
//
// It is advanced on knots of its own: close together after each moment at which an input of drug starts or stops, wider
// with the time since. A row between two knots starts from the one before it, so that the rows that are asked for change
// no digit of one another.
#pragma once

#include <span>

#include "model/cortex/circuit_kinetics.hpp"
#include "model/drug/pharmacokinetics.hpp"

namespace syn {

class CircuitCourse {
 public:
  // `drug` must live as long as this. At rest until its first input.
  CircuitCourse(const Parameters& parameters, bool disinhibition, const Pharmacokinetics& drug);

  // Moves to `time_h`, not before the moment of the last call.
  void move_to(double time_h);
  const CircuitBlocks& blocks() const { return now_.circuit.blocks(); }
  double pyramidal_ratio() const { return now_.circuit.pyramidal_ratio(); }
  double glutamate() const { return now_.glutamate; }

 private:
  struct Knot {
    CircuitKinetics circuit;
    double at_h;
    double glutamate;  // lagged, relative to no drug
  };
  // To `time_h`, in one step; the drug as it is in the middle of it.
  void advance(Knot& knot, double time_h);

  Pharmacokinetics::Cursor drug_;
  std::span<const double> kinks_h_;
  std::size_t next_kink_ = 0;
  Knot knot_;
  Knot now_;
};

}  // namespace syn
