// Stage "receptor": one NMDA receptor, cut open along its pore, and its life as a walk through 24 states.
//
// The body is the real one (PDB 7EOS, half of it, the cut closed); the chain in the membrane is drawn as tubes along
// its real course, and M3 moves with the gate (schematic: the entry is shut). What lies in the pore is what the walk
// says.
#pragma once

#include <memory>
#include <optional>

#include "app/stages/common/stage.hpp"
#include "app/stages/receptor/receptor_loupe.hpp"
#include "app/stages/receptor/receptor_moment.hpp"
#include "app/stages/receptor/receptor_parts.hpp"

namespace syn {

class ReceptorStage : public Stage {
 public:
  ReceptorStage();
  StageName name() const override { return StageName::receptor; }
  Camera home(Viewpoint = Viewpoint::usual) const override;
  double nanometres_per_unit() const override { return 1.0; }
  std::vector<Shot> shots() const override;
  Problems read(const DataFiles& files) override;
  Problems prepare(Canvas& canvas, const DataFiles& files) override;
  void draw(Canvas& canvas, const StageView& view) const override;
  StageReport describe() const override;

  const receptor::Moment& moment() const { return moment_; }  // sought last
  const receptor::Parts& parts() const { return parts_; }

 private:
  void enter(const RunPtr& run) override;
  void seek(Hours time, const View& view) override;
  struct Paints;
  struct Crowds {
    synapse::Crowd ketamine, magnesium, glutamate;
  };
  static constexpr std::size_t kGateSteps = 17;  // meshes from shut to open
  static std::size_t gate_step(float gate);
  static Crowds crowds_of(const receptor::Moment& moment);
  void draw_body(Canvas& canvas, const Paints& paints, const View& view) const;
  void draw_loupe(Canvas& canvas, const Paints& paints, const receptor::Loupe& loupe) const;
  void draw_chain(Canvas& canvas, const Paints& paints, float gate, const receptor::Loupe& loupe) const;
  void draw_molecules(Canvas& canvas, const Paints& paints, const receptor::Moment& moment, std::uint64_t seed,
                      const receptor::Loupe& loupe) const;
  void draw_labels(Canvas& canvas, const Paints& paints, const receptor::Moment& moment, std::uint64_t seed,
                   const receptor::Loupe& loupe) const;
  std::optional<StageChart> chart_of() const;
  glm::mat4 passing(const receptor::Moment& moment, std::uint64_t seed) const;

  receptor::Parts parts_;
  receptor::StatePath walk_;
  synapse::ReceptorShares shares_;
  Hours time_{};
  Lens lens_ = Lens::h;
  receptor::Moment moment_;
  struct Body {
    Canvas::MeshId skin = 0, face = 0;
  };
  std::array<Body, 2> body_{};                                    // fine, coarse
  std::array<Canvas::MeshId, kGateSteps> gate_{}, loupe_gate_{};  // what moves
  Canvas::MeshId chain_ = 0, loupe_chain_ = 0;                    // what does not
  Canvas::MeshId disc_ = 0, rim_ = 0, circle_ = 0, rod_ = 0;
  Canvas::MeshId heads_ = 0, core_ = 0, pockets_ = 0;
  std::array<std::vector<glm::vec3>, 2> lipids_;  // along the cut; and on the upper face, too
};

std::unique_ptr<Stage> make_receptor_stage();

}  // namespace syn
